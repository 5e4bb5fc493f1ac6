"""The evaluator (规则求值): follows the log of readings and turns what the engine finds into alerts."""
