/// Tuples of two to eight columns, written out: the compiler makes straight code of these, where a parameter pack costs about
/// as much again as the columns do. Any other number goes by `decode` over a pack; what they promise is the same.
extension PostgresRow {
    /// The columns as a tuple of 2.
    @inlinable @inline(__always)
    package func decode<A: PostgresDecodable, B: PostgresDecodable>(_: (A, B).Type) throws(PostgresError) -> (A, B) {
        var reader = PostgresRowReader(row: self)
        let values = (try reader.next(A.self), try reader.next(B.self))
        try reader.end()
        return values
    }

    /// The columns as a tuple of 3.
    @inlinable @inline(__always)
    package func decode<A: PostgresDecodable, B: PostgresDecodable, C: PostgresDecodable>(_: (A, B, C).Type)
        throws(PostgresError) -> (A, B, C)
    {
        var reader = PostgresRowReader(row: self)
        let values = (try reader.next(A.self), try reader.next(B.self), try reader.next(C.self))
        try reader.end()
        return values
    }

    /// The columns as a tuple of 4.
    @inlinable @inline(__always)
    package func decode<A: PostgresDecodable, B: PostgresDecodable, C: PostgresDecodable, D: PostgresDecodable>(
        _: (A, B, C, D).Type
    ) throws(PostgresError) -> (A, B, C, D) {
        var reader = PostgresRowReader(row: self)
        let values = (
            try reader.next(A.self), try reader.next(B.self), try reader.next(C.self), try reader.next(D.self)
        )
        try reader.end()
        return values
    }

    /// The columns as a tuple of 5.
    @inlinable @inline(__always)
    package func decode<
        A: PostgresDecodable,
        B: PostgresDecodable,
        C: PostgresDecodable,
        D: PostgresDecodable,
        E: PostgresDecodable
    >(_: (A, B, C, D, E).Type) throws(PostgresError) -> (A, B, C, D, E) {
        var reader = PostgresRowReader(row: self)
        let values = (
            try reader.next(A.self), try reader.next(B.self), try reader.next(C.self), try reader.next(D.self),
            try reader.next(E.self)
        )
        try reader.end()
        return values
    }

    /// The columns as a tuple of 6.
    @inlinable @inline(__always)
    package func decode<
        A: PostgresDecodable,
        B: PostgresDecodable,
        C: PostgresDecodable,
        D: PostgresDecodable,
        E: PostgresDecodable,
        F: PostgresDecodable
    >(_: (A, B, C, D, E, F).Type) throws(PostgresError) -> (A, B, C, D, E, F) {
        var reader = PostgresRowReader(row: self)
        let values = (
            try reader.next(A.self), try reader.next(B.self), try reader.next(C.self), try reader.next(D.self),
            try reader.next(E.self), try reader.next(F.self)
        )
        try reader.end()
        return values
    }

    /// The columns as a tuple of 7.
    @inlinable @inline(__always)
    package func decode<
        A: PostgresDecodable,
        B: PostgresDecodable,
        C: PostgresDecodable,
        D: PostgresDecodable,
        E: PostgresDecodable,
        F: PostgresDecodable,
        G: PostgresDecodable
    >(_: (A, B, C, D, E, F, G).Type) throws(PostgresError) -> (A, B, C, D, E, F, G) {
        var reader = PostgresRowReader(row: self)
        let values = (
            try reader.next(A.self), try reader.next(B.self), try reader.next(C.self), try reader.next(D.self),
            try reader.next(E.self), try reader.next(F.self), try reader.next(G.self)
        )
        try reader.end()
        return values
    }

    /// The columns as a tuple of 8.
    @inlinable @inline(__always)
    package func decode<
        A: PostgresDecodable,
        B: PostgresDecodable,
        C: PostgresDecodable,
        D: PostgresDecodable,
        E: PostgresDecodable,
        F: PostgresDecodable,
        G: PostgresDecodable,
        H: PostgresDecodable
    >(_: (A, B, C, D, E, F, G, H).Type) throws(PostgresError) -> (A, B, C, D, E, F, G, H) {
        var reader = PostgresRowReader(row: self)
        let values = (
            try reader.next(A.self), try reader.next(B.self), try reader.next(C.self), try reader.next(D.self),
            try reader.next(E.self), try reader.next(F.self), try reader.next(G.self), try reader.next(H.self)
        )
        try reader.end()
        return values
    }
}
