// A constraint whose index is of no use, so that it can be made anew.
DROP CONSTRAINT `NAME` IF EXISTS
