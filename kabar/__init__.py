"""Messages: who must know of an event, in which words, by inbox, mail or push; sent after commit, never twice."""
