import Synchronization

/// What is known of the types that users and extensions made in one database.
///
/// Shared by the connections of a pool, filled by them as such types turn up, safe from any thread.
@usableFromInline
package final class PostgresTypeCatalogue: Sendable {
    package init() {}
}
