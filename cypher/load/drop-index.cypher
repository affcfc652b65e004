// An index that is of no use, so that it can be made anew.
DROP INDEX `NAME` IF EXISTS
