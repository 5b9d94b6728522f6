"""The tour: the real window driven through its main job, pictured at each step."""

from viewer.ui.tour.driver import Driver, TourError
from viewer.ui.tour.steps import run_steps

__all__ = ["Driver", "TourError", "run_steps"]
