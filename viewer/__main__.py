"""`python -m viewer` is `archive-viewer`."""

from viewer.cli.main import run

if __name__ == "__main__":
    run()
