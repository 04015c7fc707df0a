/// Which types are the same in a binary COPY.
enum PostgresCopyTypes {
    /// Types whose binary format is text alone.
    private static let texts: Set<PostgresTypeID> = [.text, .varchar, .bpchar, .name, .json, .xml]

    static func isSame(_ left: PostgresTypeID, _ right: PostgresTypeID) -> Bool {
        left == right || (texts.contains(left) && texts.contains(right))
    }
}
