/// All rows as tuples of two to twelve columns, written out for the reason that those of one row are.
extension PostgresRows {
    /// All rows as tuples of 2.
    @inlinable
    package func decode<A: PostgresDecodable, B: PostgresDecodable>(_ types: (A, B).Type) throws(PostgresError) -> [(
        A, B
    )] {
        try each { row throws(PostgresError) in try row.decode(types) }
    }

    /// All rows as tuples of 3.
    @inlinable
    package func decode<A: PostgresDecodable, B: PostgresDecodable, C: PostgresDecodable>(_ types: (A, B, C).Type)
        throws(PostgresError) -> [(A, B, C)]
    {
        try each { row throws(PostgresError) in try row.decode(types) }
    }

    /// All rows as tuples of 4.
    @inlinable
    package func decode<A: PostgresDecodable, B: PostgresDecodable, C: PostgresDecodable, D: PostgresDecodable>(
        _ types: (A, B, C, D).Type
    ) throws(PostgresError) -> [(A, B, C, D)] {
        try each { row throws(PostgresError) in try row.decode(types) }
    }

    /// All rows as tuples of 5.
    @inlinable
    package func decode<
        A: PostgresDecodable,
        B: PostgresDecodable,
        C: PostgresDecodable,
        D: PostgresDecodable,
        E: PostgresDecodable
    >(_ types: (A, B, C, D, E).Type) throws(PostgresError) -> [(A, B, C, D, E)] {
        try each { row throws(PostgresError) in try row.decode(types) }
    }

    /// All rows as tuples of 6.
    @inlinable
    package func decode<
        A: PostgresDecodable,
        B: PostgresDecodable,
        C: PostgresDecodable,
        D: PostgresDecodable,
        E: PostgresDecodable,
        F: PostgresDecodable
    >(_ types: (A, B, C, D, E, F).Type) throws(PostgresError) -> [(A, B, C, D, E, F)] {
        try each { row throws(PostgresError) in try row.decode(types) }
    }

    /// All rows as tuples of 7.
    @inlinable
    package func decode<
        A: PostgresDecodable,
        B: PostgresDecodable,
        C: PostgresDecodable,
        D: PostgresDecodable,
        E: PostgresDecodable,
        F: PostgresDecodable,
        G: PostgresDecodable
    >(_ types: (A, B, C, D, E, F, G).Type) throws(PostgresError) -> [(A, B, C, D, E, F, G)] {
        try each { row throws(PostgresError) in try row.decode(types) }
    }

    /// All rows as tuples of 8.
    @inlinable
    package func decode<
        A: PostgresDecodable,
        B: PostgresDecodable,
        C: PostgresDecodable,
        D: PostgresDecodable,
        E: PostgresDecodable,
        F: PostgresDecodable,
        G: PostgresDecodable,
        H: PostgresDecodable
    >(_ types: (A, B, C, D, E, F, G, H).Type) throws(PostgresError) -> [(A, B, C, D, E, F, G, H)] {
        try each { row throws(PostgresError) in try row.decode(types) }
    }

    /// All rows as tuples of 9.
    @inlinable
    package func decode<
        A: PostgresDecodable,
        B: PostgresDecodable,
        C: PostgresDecodable,
        D: PostgresDecodable,
        E: PostgresDecodable,
        F: PostgresDecodable,
        G: PostgresDecodable,
        H: PostgresDecodable,
        I: PostgresDecodable
    >(_ types: (A, B, C, D, E, F, G, H, I).Type) throws(PostgresError) -> [(A, B, C, D, E, F, G, H, I)] {
        try each { row throws(PostgresError) in try row.decode(types) }
    }

    /// All rows as tuples of 10.
    @inlinable
    package func decode<
        A: PostgresDecodable,
        B: PostgresDecodable,
        C: PostgresDecodable,
        D: PostgresDecodable,
        E: PostgresDecodable,
        F: PostgresDecodable,
        G: PostgresDecodable,
        H: PostgresDecodable,
        I: PostgresDecodable,
        J: PostgresDecodable
    >(_ types: (A, B, C, D, E, F, G, H, I, J).Type) throws(PostgresError) -> [(A, B, C, D, E, F, G, H, I, J)] {
        try each { row throws(PostgresError) in try row.decode(types) }
    }

    /// All rows as tuples of 11.
    @inlinable
    package func decode<
        A: PostgresDecodable,
        B: PostgresDecodable,
        C: PostgresDecodable,
        D: PostgresDecodable,
        E: PostgresDecodable,
        F: PostgresDecodable,
        G: PostgresDecodable,
        H: PostgresDecodable,
        I: PostgresDecodable,
        J: PostgresDecodable,
        K: PostgresDecodable
    >(_ types: (A, B, C, D, E, F, G, H, I, J, K).Type) throws(PostgresError) -> [(A, B, C, D, E, F, G, H, I, J, K)] {
        try each { row throws(PostgresError) in try row.decode(types) }
    }

    /// All rows as tuples of 12.
    @inlinable
    package func decode<
        A: PostgresDecodable,
        B: PostgresDecodable,
        C: PostgresDecodable,
        D: PostgresDecodable,
        E: PostgresDecodable,
        F: PostgresDecodable,
        G: PostgresDecodable,
        H: PostgresDecodable,
        I: PostgresDecodable,
        J: PostgresDecodable,
        K: PostgresDecodable,
        L: PostgresDecodable
    >(_ types: (A, B, C, D, E, F, G, H, I, J, K, L).Type) throws(PostgresError) -> [(
        A, B, C, D, E, F, G, H, I, J, K, L
    )] {
        try each { row throws(PostgresError) in try row.decode(types) }
    }
}
