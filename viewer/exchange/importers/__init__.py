"""Reading texts, and tables that list texts with what is known of them.

`formats` lists what can be read. `paths.read_paths` walks files and folders lazily and yields a
`TextRecord` for each text, a `Skipped` for each file or row that did not come in, and a `Warned`
for what came in but wants a look (`records`).
"""
