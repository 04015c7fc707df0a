/// What is known of a built-in type, the same in every database.
package struct PostgresBuiltInType: Sendable, Hashable {
    /// What a type is made of.
    package enum Kind: Sendable, Hashable {
        case scalar
        case record
        case range(subtype: PostgresTypeID)
        case multirange(range: PostgresTypeID)
        case array(element: PostgresTypeID)
    }

    /// As `pg_type.oid` has it.
    package let id: PostgresTypeID
    /// As `pg_type.typname` has it.
    package let name: String
    /// The array type over it, where it has one.
    package let array: PostgresTypeID?
    /// What it is made of.
    package let kind: Kind

    private init(_ id: PostgresTypeID, _ name: String, array: UInt32, _ kind: Kind = .scalar) {
        self.id = id
        self.name = name
        self.array = array == 0 ? nil : PostgresTypeID(array)
        self.kind = kind
    }

    /// The type with an identifier; `nil` for one that is not built in or has no codec here.
    package static subscript(id: PostgresTypeID) -> PostgresBuiltInType? { byID[id] }

    /// A type by `pg_type.typname` or by one of SQL's own names ("integer", "double precision"), with or without `[]`.
    package static func named(_ name: String) -> PostgresBuiltInType? {
        if name.hasSuffix("[]") {
            guard let array = named(String(name.dropLast(2)))?.array else { return nil }
            return byID[array]
        }
        let plain = name.hasPrefix("pg_catalog.") ? String(name.dropFirst("pg_catalog.".count)) : name
        return byName[synonyms[plain] ?? plain]
    }

    /// The range type over a subtype; `nil` where there is none.
    package static func range(over subtype: PostgresTypeID) -> PostgresTypeID? { ranges[subtype] }

    /// The multirange type of a range type; `nil` where there is none.
    package static func multirange(of range: PostgresTypeID) -> PostgresTypeID? { multiranges[range] }

    private static let byID: [PostgresTypeID: Self] = {
        var table: [PostgresTypeID: Self] = [:]
        for type in all + vectors {
            table[type.id] = type
            guard let array = type.array else { continue }
            table[array] = Self(array, "_" + type.name, array: 0, .array(element: type.id))
        }
        return table
    }()

    private static let byName: [String: Self] = {
        var table: [String: Self] = [:]
        for type in byID.values { table[type.name] = type }
        return table
    }()

    private static let ranges: [PostgresTypeID: PostgresTypeID] = {
        var table: [PostgresTypeID: PostgresTypeID] = [:]
        for type in all {
            if case .range(let subtype) = type.kind { table[subtype] = type.id }
        }
        return table
    }()

    private static let multiranges: [PostgresTypeID: PostgresTypeID] = {
        var table: [PostgresTypeID: PostgresTypeID] = [:]
        for type in all {
            if case .multirange(let range) = type.kind { table[range] = type.id }
        }
        return table
    }()

    private static let synonyms = [
        "bigint": "int8", "integer": "int4", "int": "int4", "smallint": "int2", "boolean": "bool", "real": "float4",
        "double precision": "float8", "decimal": "numeric", "character varying": "varchar", "character": "bpchar",
        "\"char\"": "char", "char": "bpchar", "bit varying": "varbit",
        "time without time zone": "time", "time with time zone": "timetz",
        "timestamp without time zone": "timestamp", "timestamp with time zone": "timestamptz",
    ]

    /// Arrays that are no array types of their own, with an element and a lower bound of 0.
    private static let vectors = [
        Self(.int2vector, "int2vector", array: 1006, .array(element: .int2)),
        Self(.oidvector, "oidvector", array: 1013, .array(element: .oid)),
    ]

    private static let all = [
        Self(.bool, "bool", array: 1000),
        Self(.bytea, "bytea", array: 1001),
        Self(.internalChar, "char", array: 1002),
        Self(.name, "name", array: 1003),
        Self(.int8, "int8", array: 1016),
        Self(.int2, "int2", array: 1005),
        Self(.int4, "int4", array: 1007),
        Self(.regproc, "regproc", array: 1008),
        Self(.text, "text", array: 1009),
        Self(.oid, "oid", array: 1028),
        Self(.tid, "tid", array: 1010),
        Self(.xid, "xid", array: 1011),
        Self(.cid, "cid", array: 1012),
        Self(.json, "json", array: 199),
        Self(.xml, "xml", array: 143),
        Self(.point, "point", array: 1017),
        Self(.lseg, "lseg", array: 1018),
        Self(.path, "path", array: 1019),
        Self(.box, "box", array: 1020),
        Self(.polygon, "polygon", array: 1027),
        Self(.line, "line", array: 629),
        Self(.cidr, "cidr", array: 651),
        Self(.float4, "float4", array: 1021),
        Self(.float8, "float8", array: 1022),
        Self(.unknown, "unknown", array: 0),
        Self(.circle, "circle", array: 719),
        Self(.macaddr8, "macaddr8", array: 775),
        Self(.money, "money", array: 791),
        Self(.macaddr, "macaddr", array: 1040),
        Self(.inet, "inet", array: 1041),
        Self(.bpchar, "bpchar", array: 1014),
        Self(.varchar, "varchar", array: 1015),
        Self(.date, "date", array: 1182),
        Self(.time, "time", array: 1183),
        Self(.timestamp, "timestamp", array: 1115),
        Self(.timestamptz, "timestamptz", array: 1185),
        Self(.interval, "interval", array: 1187),
        Self(.timetz, "timetz", array: 1270),
        Self(.bit, "bit", array: 1561),
        Self(.varbit, "varbit", array: 1563),
        Self(.numeric, "numeric", array: 1231),
        Self(.refcursor, "refcursor", array: 2201),
        Self(.regprocedure, "regprocedure", array: 2207),
        Self(.regoper, "regoper", array: 2208),
        Self(.regoperator, "regoperator", array: 2209),
        Self(.regclass, "regclass", array: 2210),
        Self(.regtype, "regtype", array: 2211),
        Self(.record, "record", array: 2287, .record),
        Self(.uuid, "uuid", array: 2951),
        Self(.lsn, "pg_lsn", array: 3221),
        Self(.regconfig, "regconfig", array: 3735),
        Self(.regdictionary, "regdictionary", array: 3770),
        Self(.jsonb, "jsonb", array: 3807),
        Self(.int4range, "int4range", array: 3905, .range(subtype: .int4)),
        Self(.numrange, "numrange", array: 3907, .range(subtype: .numeric)),
        Self(.tsrange, "tsrange", array: 3909, .range(subtype: .timestamp)),
        Self(.tstzrange, "tstzrange", array: 3911, .range(subtype: .timestamptz)),
        Self(.daterange, "daterange", array: 3913, .range(subtype: .date)),
        Self(.int8range, "int8range", array: 3927, .range(subtype: .int8)),
        Self(.jsonpath, "jsonpath", array: 4073),
        Self(.regnamespace, "regnamespace", array: 4090),
        Self(.regrole, "regrole", array: 4097),
        Self(.regcollation, "regcollation", array: 4192),
        Self(.int4multirange, "int4multirange", array: 6150, .multirange(range: .int4range)),
        Self(.nummultirange, "nummultirange", array: 6151, .multirange(range: .numrange)),
        Self(.tsmultirange, "tsmultirange", array: 6152, .multirange(range: .tsrange)),
        Self(.tstzmultirange, "tstzmultirange", array: 6153, .multirange(range: .tstzrange)),
        Self(.datemultirange, "datemultirange", array: 6155, .multirange(range: .daterange)),
        Self(.int8multirange, "int8multirange", array: 6157, .multirange(range: .int8range)),
        Self(.xid8, "xid8", array: 271),
    ]
}
