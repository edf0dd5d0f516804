"""CodeRipple's orchestrator function."""
