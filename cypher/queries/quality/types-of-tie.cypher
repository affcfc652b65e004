// title: Types of tie, their meaning and sign
// question: Which types of tie does the vocabulary have, what does each mean, and how many claims are of it? (A type without a sign is unsigned, which is not zero.)
// columns:
//   family: family of types
//   type: kind of tie
//   definition: what it means
//   sign: its Goldstein value, where it has one
//   symmetric: whether it has no direction
//   claims: claims of this type
MATCH (family:Family {package: $package})<-[:IN_FAMILY]-(type:Type)
RETURN
  family.name AS family,
  type.id AS type,
  type.description AS definition,
  type.goldstein AS sign,
  type.symmetric AS symmetric,
  COUNT { (type)<-[:OF_TYPE]-(:Claim) } AS claims
ORDER BY family, type
