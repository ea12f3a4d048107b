"""Messages: who must know of an event, in which words, by inbox, mail or push; written with the event, sent after its commit, once more after a crash."""
