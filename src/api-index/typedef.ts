import ts from 'typescript'

interface TypedefParts {
  /** Named types that it extends: `A` of `A & { … }`, or the one it stands for. */
  bases: ts.EntityName[]
  fields: ts.PropertySignature[]
  /** What is neither: index and call signatures, unions, function types. */
  rest: ts.Node[]
}

/** Takes the right side of a type alias apart: an intersection is its parts, a type literal its fields. */
export function typedefParts(type: ts.TypeNode): TypedefParts {
  const parts: TypedefParts = { bases: [], fields: [], rest: [] }
  collect(type, parts)
  return parts
}

function collect(type: ts.TypeNode, parts: TypedefParts): void {
  if (ts.isParenthesizedTypeNode(type)) collect(type.type, parts)
  else if (ts.isIntersectionTypeNode(type)) for (const part of type.types) collect(part, parts)
  else if (ts.isTypeReferenceNode(type)) parts.bases.push(type.typeName)
  else if (ts.isTypeLiteralNode(type)) {
    for (const member of type.members) {
      if (ts.isPropertySignature(member)) parts.fields.push(member)
      else parts.rest.push(member)
    }
  } else parts.rest.push(type)
}
