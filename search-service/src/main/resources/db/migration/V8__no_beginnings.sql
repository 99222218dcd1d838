-- nobody asks any more what words of all begin like this
DROP INDEX word_prefix;
