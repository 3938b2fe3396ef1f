"""The network as MAX graphs, and its weights as the graphs read them."""
