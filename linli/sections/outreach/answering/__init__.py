"""Finding the entry of the knowledge base (知识库) that answers a question: offline, without a downloaded model."""
