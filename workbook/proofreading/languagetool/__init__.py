"""LanguageTool: installing it, and proofreading with a server of our own on this machine."""
