"""The engine's version, which every decision carries so that it can be made again."""

ENGINE_VERSION = "0.1.0"
