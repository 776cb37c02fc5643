"""A snapshot as one HTML file: opens without a network, says its sources, can be checked."""
