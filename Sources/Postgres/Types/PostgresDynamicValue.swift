import FoundationEssentials

/// A value of whatever type the server says, read by the codec of that type: for tools that do not know the types
/// beforehand.
///
/// A type is built in or stands in the catalogue, and has a codec in this room; any other is an error. What was read
/// can be written again under the same type (`PostgresBinds.append(_:as:)`).
package struct PostgresDynamicValue: Sendable {
    /// The type that the value was read as; a domain stays one.
    package let type: PostgresTypeID
    /// One of this room's own types, such as `Int32` or `PostgresRange<PostgresDate>`.
    package let value: any PostgresCodable & Sendable

    /// Reads one value that is not NULL.
    package static func decode(
        _ bytes: UnsafeRawBufferPointer,
        type: PostgresTypeID,
        types: PostgresTypeCatalogue
    ) throws(PostgresDecodingProblem) -> PostgresDynamicValue {
        try decode(PostgresCell(bytes: bytes, type: type, types: types))
    }
}

extension PostgresDynamicValue: CustomStringConvertible {
    /// The value's text form.
    package var description: String { PostgresText.of(value) ?? "NULL" }
}

extension PostgresDynamicValue: PostgresCodable {
    package static var postgresType: PostgresType { .id(.inferred) }

    package static func decode(_ cell: PostgresCell) throws(PostgresDecodingProblem) -> PostgresDynamicValue {
        let base = cell.types.base(of: cell.type)
        let codec = try codec(of: base, types: cell.types, depth: 0)
        let resolved = PostgresCell(bytes: cell.bytes, type: base, types: cell.types, depth: cell.depth)
        return PostgresDynamicValue(type: cell.type, value: try read(codec, resolved))
    }

    package func encode(into buffer: inout PostgresByteBuffer) throws(PostgresEncodingProblem) {
        try value.encode(into: &buffer)
    }

    private static func read<T: PostgresCodable & Sendable>(
        _ codec: T.Type,
        _ cell: PostgresCell
    ) throws(PostgresDecodingProblem) -> any PostgresCodable & Sendable {
        try T.decode(cell)
    }
}

extension PostgresDynamicValue {
    /// The Swift type that reads a type's values; domains are resolved beforehand.
    package static func codec(
        of type: PostgresTypeID,
        types: PostgresTypeCatalogue
    ) throws(PostgresDecodingProblem) -> any (PostgresCodable & Sendable).Type {
        try codec(of: types.base(of: type), types: types, depth: 0)
    }

    private static func codec(
        of type: PostgresTypeID,
        types: PostgresTypeCatalogue,
        depth: UInt8
    ) throws(PostgresDecodingProblem) -> any (PostgresCodable & Sendable).Type {
        guard depth < PostgresTypeCatalogue.depthLimit else { throw .malformed("a type nested too deep") }
        if let codec = scalars[type] { return codec }
        func part(_ id: PostgresTypeID) throws(PostgresDecodingProblem) -> any (PostgresCodable & Sendable).Type {
            try codec(of: types.base(of: id), types: types, depth: depth + 1)
        }
        if let element = types.element(ofArray: type) { return array(of: try part(element)) }
        if let subtype = types.subtype(ofRange: type) { return range(of: try part(subtype)) }
        if let range = types.range(ofMultirange: type), let subtype = types.subtype(ofRange: range) {
            return multirange(of: try part(subtype))
        }
        switch types.info(type)?.kind {
        case .composite: return PostgresDynamicRecord.self
        case .enumeration: return String.self
        case .base where types.isType(type, named: "citext"): return String.self
        case .base where types.isType(type, named: "hstore"): return PostgresHstore.self
        default: throw .typeMismatch(found: type, wanted: "a type with a codec")
        }
    }

    private static func array<T: PostgresCodable & Sendable>(of _: T.Type) -> any (PostgresCodable & Sendable).Type {
        PostgresDynamicArray<T>.self
    }

    private static func range<T: PostgresCodable & Sendable>(of _: T.Type) -> any (PostgresCodable & Sendable).Type {
        PostgresRange<T>.self
    }

    private static func multirange<T: PostgresCodable & Sendable>(
        of _: T.Type
    ) -> any (PostgresCodable & Sendable).Type {
        PostgresMultirange<T>.self
    }

    private static let scalars: [PostgresTypeID: any (PostgresCodable & Sendable).Type] = [
        .bool: Bool.self, .int2: Int16.self, .int4: Int32.self, .int8: Int64.self,
        .float4: Float.self, .float8: Double.self, .numeric: PostgresNumeric.self, .money: PostgresMoney.self,
        .text: String.self, .varchar: String.self, .bpchar: String.self, .name: String.self, .xml: String.self,
        .json: String.self, .unknown: String.self, .refcursor: String.self, .cstring: String.self,
        .internalChar: PostgresCharacter.self, .jsonb: PostgresJSONText.self, .jsonpath: PostgresJSONPath.self,
        .bytea: [UInt8].self, .uuid: UUID.self, .bit: PostgresBitString.self, .varbit: PostgresBitString.self,
        .date: PostgresDate.self, .time: PostgresTime.self, .timetz: PostgresTimeTZ.self,
        .timestamp: PostgresTimestamp.self, .timestamptz: PostgresTimestampTZ.self, .interval: PostgresInterval.self,
        .inet: PostgresInet.self, .cidr: PostgresCIDR.self,
        .macaddr: PostgresMACAddress.self, .macaddr8: PostgresMACAddress8.self,
        .xid: PostgresXID.self, .cid: PostgresXID.self, .xid8: PostgresXID8.self, .lsn: PostgresLSN.self,
        .tid: PostgresTupleID.self, .oid: PostgresOID.self, .regclass: PostgresOID.self,
        .regtype: PostgresOID.self, .regproc: PostgresOID.self, .regprocedure: PostgresOID.self,
        .regoper: PostgresOID.self, .regoperator: PostgresOID.self, .regrole: PostgresOID.self,
        .regnamespace: PostgresOID.self, .regconfig: PostgresOID.self, .regdictionary: PostgresOID.self,
        .regcollation: PostgresOID.self,
        .point: PostgresPoint.self, .line: PostgresLine.self, .lseg: PostgresLineSegment.self, .box: PostgresBox.self,
        .path: PostgresPath.self, .polygon: PostgresPolygon.self, .circle: PostgresCircle.self,
        .record: PostgresDynamicRecord.self,
    ]
}
