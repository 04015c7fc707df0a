/// Tuples of two to twelve columns, written out: the compiler makes straight code of these, where a parameter pack costs about
/// as much again as the columns do. Any other number goes by `decode` over a pack; what they promise is the same.
extension PostgresRow {
    /// The columns as a tuple of 2.
    @inlinable @inline(__always)
    package func decode<A: PostgresDecodable, B: PostgresDecodable>(_: (A, B).Type) throws(PostgresError) -> (A, B) {
        try expectColumns(2)
        return (try known(0), try known(1))
    }

    /// The columns as a tuple of 3.
    @inlinable @inline(__always)
    package func decode<A: PostgresDecodable, B: PostgresDecodable, C: PostgresDecodable>(_: (A, B, C).Type)
        throws(PostgresError) -> (A, B, C)
    {
        try expectColumns(3)
        return (try known(0), try known(1), try known(2))
    }

    /// The columns as a tuple of 4.
    @inlinable @inline(__always)
    package func decode<A: PostgresDecodable, B: PostgresDecodable, C: PostgresDecodable, D: PostgresDecodable>(
        _: (A, B, C, D).Type
    ) throws(PostgresError) -> (A, B, C, D) {
        try expectColumns(4)
        return (try known(0), try known(1), try known(2), try known(3))
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
        try expectColumns(5)
        return (try known(0), try known(1), try known(2), try known(3), try known(4))
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
        try expectColumns(6)
        return (try known(0), try known(1), try known(2), try known(3), try known(4), try known(5))
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
        try expectColumns(7)
        return (try known(0), try known(1), try known(2), try known(3), try known(4), try known(5), try known(6))
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
        try expectColumns(8)
        return (
            try known(0), try known(1), try known(2), try known(3), try known(4), try known(5), try known(6),
            try known(7)
        )
    }

    /// The columns as a tuple of 9.
    @inlinable @inline(__always)
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
    >(_: (A, B, C, D, E, F, G, H, I).Type) throws(PostgresError) -> (A, B, C, D, E, F, G, H, I) {
        try expectColumns(9)
        return (
            try known(0), try known(1), try known(2), try known(3), try known(4), try known(5), try known(6),
            try known(7), try known(8)
        )
    }

    /// The columns as a tuple of 10.
    @inlinable @inline(__always)
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
    >(_: (A, B, C, D, E, F, G, H, I, J).Type) throws(PostgresError) -> (A, B, C, D, E, F, G, H, I, J) {
        try expectColumns(10)
        return (
            try known(0), try known(1), try known(2), try known(3), try known(4), try known(5), try known(6),
            try known(7), try known(8), try known(9)
        )
    }

    /// The columns as a tuple of 11.
    @inlinable @inline(__always)
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
    >(_: (A, B, C, D, E, F, G, H, I, J, K).Type) throws(PostgresError) -> (A, B, C, D, E, F, G, H, I, J, K) {
        try expectColumns(11)
        return (
            try known(0), try known(1), try known(2), try known(3), try known(4), try known(5), try known(6),
            try known(7), try known(8), try known(9), try known(10)
        )
    }

    /// The columns as a tuple of 12.
    @inlinable @inline(__always)
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
    >(_: (A, B, C, D, E, F, G, H, I, J, K, L).Type) throws(PostgresError) -> (A, B, C, D, E, F, G, H, I, J, K, L) {
        try expectColumns(12)
        return (
            try known(0), try known(1), try known(2), try known(3), try known(4), try known(5), try known(6),
            try known(7), try known(8), try known(9), try known(10), try known(11)
        )
    }
}
