"""Mention → Finding: about whom, why, how severe."""

from phi_lint.judge.judging import judge

__all__ = ["judge"]
