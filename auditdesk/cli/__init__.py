"""The door without windows: every act as a command."""
