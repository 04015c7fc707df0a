import Postgres
package import Programme

/// The topics, which all tenants share.
package struct TopicRepository {
    let tx: TenantTransaction

    /// All topics in the order of the screen, those that are no longer in use too.
    package func list() async throws -> [Topic] {
        try await tx.run(
            """
            -- TopicRepository.list
            select topics.id, topics.key, topics.name_vi, topics.name_en, topics.valid_from, topics.valid_to
            from app.topics
            order by topics.ordinal, topics.key
            """
        ).decode((TopicID, String, String, String, CalendarDay?, CalendarDay?).self).map { row in
            Topic(
                id: row.0,
                key: row.1,
                vietnamese: row.2,
                english: row.3,
                validity: Validity(from: row.4, through: row.5) ?? .always
            )
        }
    }
}

extension TenantTransaction {
    /// The topics.
    package var topics: TopicRepository { TopicRepository(tx: self) }
}
