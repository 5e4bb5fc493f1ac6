"""The sections: one folder each; nothing outside names them."""
