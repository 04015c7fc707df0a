package import Programme

/// What loading areas came to.
package struct AreaLoad: Hashable, Sendable {
    /// The edition after it; the one before if nothing was changed.
    package let edition: Int
    /// Keys of the areas that are new.
    package let inserted: [String]
    /// Keys of the areas that changed.
    package let changed: [String]
    /// Keys of areas that the tables do not have. They stay as they are: what records refer to is never taken away.
    package let missing: [String]
    /// What does not fit together. With any, nothing was changed.
    package let defects: [AreaDefect]
}
