"""What prose around a form or in its place is: a courtesy, a letter, a judgement."""
