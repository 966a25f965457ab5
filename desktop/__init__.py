"""The program: starts, wires, and carries out what a person asks."""

NAME = "Satchel"
VERSION = "0.1.0"
