"""The spec: YAML with places, and the model it is read into."""
