// The schema: keys, indexes by date and by name. `coldwar load` runs it first; running it again changes nothing.
// Everything here exists in the Community edition.

// One key per label. Actors have a second one, so that they are found without naming their kind.
CREATE CONSTRAINT Person_id IF NOT EXISTS FOR (n:Person) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT State_id IF NOT EXISTS FOR (n:State) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT Party_id IF NOT EXISTS FOR (n:Party) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT Organization_id IF NOT EXISTS FOR (n:Organization) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT Actor_id IF NOT EXISTS FOR (n:Actor) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT Agreement_id IF NOT EXISTS FOR (n:Agreement) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT Event_id IF NOT EXISTS FOR (n:Event) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT Place_id IF NOT EXISTS FOR (n:Place) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT Topic_id IF NOT EXISTS FOR (n:Topic) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT Source_id IF NOT EXISTS FOR (n:Source) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT Claim_id IF NOT EXISTS FOR (n:Claim) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT Passage_id IF NOT EXISTS FOR (n:Passage) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT Annotation_id IF NOT EXISTS FOR (n:Annotation) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT DataPackage_name IF NOT EXISTS FOR (n:DataPackage) REQUIRE n.name IS UNIQUE;

// The relationships of a claim as a node.
CREATE CONSTRAINT FROM_id IF NOT EXISTS FOR ()-[r:FROM]-() REQUIRE r.id IS UNIQUE;
CREATE CONSTRAINT TO_id IF NOT EXISTS FOR ()-[r:TO]-() REQUIRE r.id IS UNIQUE;
CREATE CONSTRAINT ABOUT_id IF NOT EXISTS FOR ()-[r:ABOUT]-() REQUIRE r.id IS UNIQUE;
CREATE CONSTRAINT AT_id IF NOT EXISTS FOR ()-[r:AT]-() REQUIRE r.id IS UNIQUE;
CREATE CONSTRAINT STATED_IN_id IF NOT EXISTS FOR ()-[r:STATED_IN]-() REQUIRE r.id IS UNIQUE;
CREATE CONSTRAINT IN_id IF NOT EXISTS FOR ()-[r:IN]-() REQUIRE r.id IS UNIQUE;
CREATE CONSTRAINT CITES_id IF NOT EXISTS FOR ()-[r:CITES]-() REQUIRE r.id IS UNIQUE;
CREATE CONSTRAINT ON_id IF NOT EXISTS FOR ()-[r:ON]-() REQUIRE r.id IS UNIQUE;
CREATE CONSTRAINT MENTIONS_id IF NOT EXISTS FOR ()-[r:MENTIONS]-() REQUIRE r.id IS UNIQUE;

// For every relationship type of data/vocabulary.yaml: the loader puts its name in the place of `TYPE`.
// Without the key, parallel claims between one pair load two hundred times slower.
CREATE CONSTRAINT `TYPE_id` IF NOT EXISTS FOR ()-[r:`TYPE`]-() REQUIRE r.id IS UNIQUE;
CREATE INDEX `TYPE_start` IF NOT EXISTS FOR ()-[r:`TYPE`]-() ON (r.start);

// Names in any spelling: standard-folding finds Łódź by lodz. What users type is Lucene-escaped first.
CREATE FULLTEXT INDEX coldwar_names IF NOT EXISTS
FOR (n:Person|State|Party|Organization|Agreement|Event|Place|Topic|Source)
ON EACH [n.name, n.nameOriginal, n.acronym, n.aliases]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-folding'}};
