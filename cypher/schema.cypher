// The schema: keys, indexes by date and by name. `coldwar load` runs it first; running it again changes nothing.
// Everything here exists in the Community edition.

// The key of everything is its package and its id: two packages may use the same id and remain apart.
// Actors have a second key, so that they are found without naming their kind.
CREATE CONSTRAINT Person_key IF NOT EXISTS FOR (n:Person) REQUIRE (n.package, n.id) IS UNIQUE;
CREATE CONSTRAINT State_key IF NOT EXISTS FOR (n:State) REQUIRE (n.package, n.id) IS UNIQUE;
CREATE CONSTRAINT Party_key IF NOT EXISTS FOR (n:Party) REQUIRE (n.package, n.id) IS UNIQUE;
CREATE CONSTRAINT Organization_key IF NOT EXISTS FOR (n:Organization) REQUIRE (n.package, n.id) IS UNIQUE;
CREATE CONSTRAINT Actor_key IF NOT EXISTS FOR (n:Actor) REQUIRE (n.package, n.id) IS UNIQUE;
CREATE CONSTRAINT Agreement_key IF NOT EXISTS FOR (n:Agreement) REQUIRE (n.package, n.id) IS UNIQUE;
CREATE CONSTRAINT Event_key IF NOT EXISTS FOR (n:Event) REQUIRE (n.package, n.id) IS UNIQUE;
CREATE CONSTRAINT Place_key IF NOT EXISTS FOR (n:Place) REQUIRE (n.package, n.id) IS UNIQUE;
CREATE CONSTRAINT Topic_key IF NOT EXISTS FOR (n:Topic) REQUIRE (n.package, n.id) IS UNIQUE;
CREATE CONSTRAINT Source_key IF NOT EXISTS FOR (n:Source) REQUIRE (n.package, n.id) IS UNIQUE;
CREATE CONSTRAINT Claim_key IF NOT EXISTS FOR (n:Claim) REQUIRE (n.package, n.id) IS UNIQUE;
CREATE CONSTRAINT Passage_key IF NOT EXISTS FOR (n:Passage) REQUIRE (n.package, n.id) IS UNIQUE;
CREATE CONSTRAINT Annotation_key IF NOT EXISTS FOR (n:Annotation) REQUIRE (n.package, n.id) IS UNIQUE;
CREATE CONSTRAINT Family_key IF NOT EXISTS FOR (n:Family) REQUIRE (n.package, n.id) IS UNIQUE;
CREATE CONSTRAINT Type_key IF NOT EXISTS FOR (n:Type) REQUIRE (n.package, n.id) IS UNIQUE;
CREATE CONSTRAINT Theatre_key IF NOT EXISTS FOR (n:Theatre) REQUIRE (n.package, n.id) IS UNIQUE;
CREATE CONSTRAINT Bloc_key IF NOT EXISTS FOR (n:Bloc) REQUIRE (n.package, n.id) IS UNIQUE;
CREATE CONSTRAINT Period_key IF NOT EXISTS FOR (n:Period) REQUIRE (n.package, n.id) IS UNIQUE;
CREATE CONSTRAINT DataPackage_name IF NOT EXISTS FOR (n:DataPackage) REQUIRE n.name IS UNIQUE;

// The relationships of the model itself.
CREATE CONSTRAINT FROM_key IF NOT EXISTS FOR ()-[r:FROM]-() REQUIRE (r.package, r.id) IS UNIQUE;
CREATE CONSTRAINT TO_key IF NOT EXISTS FOR ()-[r:TO]-() REQUIRE (r.package, r.id) IS UNIQUE;
CREATE CONSTRAINT ABOUT_key IF NOT EXISTS FOR ()-[r:ABOUT]-() REQUIRE (r.package, r.id) IS UNIQUE;
CREATE CONSTRAINT AT_key IF NOT EXISTS FOR ()-[r:AT]-() REQUIRE (r.package, r.id) IS UNIQUE;
CREATE CONSTRAINT OF_TYPE_key IF NOT EXISTS FOR ()-[r:OF_TYPE]-() REQUIRE (r.package, r.id) IS UNIQUE;
CREATE CONSTRAINT STATED_IN_key IF NOT EXISTS FOR ()-[r:STATED_IN]-() REQUIRE (r.package, r.id) IS UNIQUE;
CREATE CONSTRAINT REPORTED_BY_key IF NOT EXISTS FOR ()-[r:REPORTED_BY]-() REQUIRE (r.package, r.id) IS UNIQUE;
CREATE CONSTRAINT CITES_key IF NOT EXISTS FOR ()-[r:CITES]-() REQUIRE (r.package, r.id) IS UNIQUE;
CREATE CONSTRAINT IN_key IF NOT EXISTS FOR ()-[r:IN]-() REQUIRE (r.package, r.id) IS UNIQUE;
CREATE CONSTRAINT ON_key IF NOT EXISTS FOR ()-[r:ON]-() REQUIRE (r.package, r.id) IS UNIQUE;
CREATE CONSTRAINT CONTRADICTS_key IF NOT EXISTS FOR ()-[r:CONTRADICTS]-() REQUIRE (r.package, r.id) IS UNIQUE;
CREATE CONSTRAINT MENTIONS_key IF NOT EXISTS FOR ()-[r:MENTIONS]-() REQUIRE (r.package, r.id) IS UNIQUE;
CREATE CONSTRAINT BELONGS_TO_key IF NOT EXISTS FOR ()-[r:BELONGS_TO]-() REQUIRE (r.package, r.id) IS UNIQUE;
CREATE CONSTRAINT WITHIN_key IF NOT EXISTS FOR ()-[r:WITHIN]-() REQUIRE (r.package, r.id) IS UNIQUE;
CREATE CONSTRAINT IN_PLACE_key IF NOT EXISTS FOR ()-[r:IN_PLACE]-() REQUIRE (r.package, r.id) IS UNIQUE;
CREATE CONSTRAINT IN_THEATRE_key IF NOT EXISTS FOR ()-[r:IN_THEATRE]-() REQUIRE (r.package, r.id) IS UNIQUE;
CREATE CONSTRAINT IN_BLOC_key IF NOT EXISTS FOR ()-[r:IN_BLOC]-() REQUIRE (r.package, r.id) IS UNIQUE;
CREATE CONSTRAINT IN_FAMILY_key IF NOT EXISTS FOR ()-[r:IN_FAMILY]-() REQUIRE (r.package, r.id) IS UNIQUE;

// For every relationship type of a vocabulary: the loader puts its name in the place of `TYPE`.
// Without the key, parallel claims between one pair load two hundred times slower.
CREATE CONSTRAINT `TYPE_key` IF NOT EXISTS FOR ()-[r:`TYPE`]-() REQUIRE (r.package, r.id) IS UNIQUE;
CREATE INDEX `TYPE_start` IF NOT EXISTS FOR ()-[r:`TYPE`]-() ON (r.start);

// An index of relationships serves one type. Claims of all types by date, family, standing and polarity are found by
// their nodes.
CREATE INDEX Claim_start IF NOT EXISTS FOR (n:Claim) ON (n.start);
CREATE INDEX Claim_family IF NOT EXISTS FOR (n:Claim) ON (n.family, n.start);
CREATE INDEX Claim_type IF NOT EXISTS FOR (n:Claim) ON (n.type, n.start);
CREATE INDEX Claim_standing IF NOT EXISTS FOR (n:Claim) ON (n.standing);
CREATE INDEX Claim_polarity IF NOT EXISTS FOR (n:Claim) ON (n.polarity);

// Entities by their ids without a package, by name as it is written, and actors by theatre.
CREATE INDEX Actor_by_id IF NOT EXISTS FOR (n:Actor) ON (n.id);
CREATE INDEX Actor_name IF NOT EXISTS FOR (n:Actor) ON (n.name);
CREATE INDEX Agreement_name IF NOT EXISTS FOR (n:Agreement) ON (n.name);
CREATE INDEX Event_name IF NOT EXISTS FOR (n:Event) ON (n.name);
CREATE INDEX Place_name IF NOT EXISTS FOR (n:Place) ON (n.name);
CREATE INDEX Topic_name IF NOT EXISTS FOR (n:Topic) ON (n.name);
CREATE INDEX Source_name IF NOT EXISTS FOR (n:Source) ON (n.name);
CREATE INDEX Actor_theatre IF NOT EXISTS FOR (n:Actor) ON (n.theatre);
CREATE INDEX Event_start IF NOT EXISTS FOR (n:Event) ON (n.start);
CREATE INDEX Agreement_start IF NOT EXISTS FOR (n:Agreement) ON (n.start);

// Names in any spelling: standard-folding finds Łódź by lodz. What users type is Lucene-escaped first.
CREATE FULLTEXT INDEX coldwar_names IF NOT EXISTS
FOR (n:Person|State|Party|Organization|Agreement|Event|Place|Topic|Source)
ON EACH [n.name, n.nameOriginal, n.acronym, n.aliases]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-folding'}};
