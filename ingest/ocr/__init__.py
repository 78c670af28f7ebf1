"""Scans: pages read by Tesseract."""
