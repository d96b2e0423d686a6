"""Whether it may be compared: choosing, grouping, verdicts, rates, all metrics side by side."""
