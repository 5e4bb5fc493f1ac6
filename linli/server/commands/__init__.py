"""The sub-commands of `linli`: each module has HELP, add_arguments(parser) and run(options)."""
