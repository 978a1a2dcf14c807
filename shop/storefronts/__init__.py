"""The public face of a business."""
