"""Speed and accuracy, measured against peers on the same files in one run. Results are ratios; nothing here is a test."""
