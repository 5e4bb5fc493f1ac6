"""Chat (聊天渠道): the message protocol of a WeChat Official Account, and a language model's wording."""
