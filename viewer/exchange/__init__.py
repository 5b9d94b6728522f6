"""What comes in and what goes out: importers, exporters and the citation, one file per format.

Importers turn files into records and say what they could not read; exporters turn passages into
files. Neither knows where records are kept or passages come from: services stand between this
room and the catalogue.
"""
