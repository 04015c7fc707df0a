import Postgres
package import Programme

/// A registration with its score, for a sheet.
package struct ScoreListEntry: Hashable, Sendable {
    package let id: RegistrationID
    package let name: String
    package let area: AreaID
    package let answers: [String: CriteriaAnswer]
}

extension RegistrationRepository {
    /// The registrations of a filter with their scores, by hamlet and name; what was typed to search does not count.
    ///
    /// - Throws: `.refused(.registrationsTooMany)`.
    package func scoreList(_ filter: RegistrationFilter) async throws -> [ScoreListEntry] {
        let rows = try await tx.run(
            """
            -- RegistrationRepository.scoreList
            select r.id, s.name, r.area_id, l.codes, l.points, l.passed
            from app.registrations as r
            join app.subjects as s on s.tenant_id = r.tenant_id and s.id = r.subject_id
            left join lateral (
                select array_agg(i.code order by i.code) as codes, array_agg(score.points order by i.code) as points,
                    array_agg(score.passed order by i.code) as passed
                from app.scores as score
                join app.criteria_items as i on i.id = score.item_id
                where score.tenant_id = r.tenant_id and score.registration_id = r.id
            ) as l on true
            where r.tenant_id = \(tx.tenant)
                and r.title_type_id = \(filter.title)
                and r.year = \(filter.year)
                and r.state = any (\(filter.stateList))
                and (\(filter.area)::uuid is null or r.area_id = any ((select app.areas_below(\(filter.area)))::uuid[]))
            order by r.area_id, s.sort_key, r.id
            limit \(Self.most + 1)
            """,
            timeout: .seconds(60)
        ).decode((RegistrationID, String, AreaID, [String]?, [Points?]?, [Bool?]?).self)
        guard rows.count <= Self.most else { throw StoreError.refused(.registrationsTooMany) }
        _ = try await tx.run(tx.auditLine(.registrationList, subjects: rows.map(\.0.uuid)))
        return rows.map { row in
            var answers: [String: CriteriaAnswer] = [:]
            for (code, value) in zip(row.3 ?? [], zip(row.4 ?? [], row.5 ?? [])) {
                answers[code] =
                    value.0.map(CriteriaAnswer.points) ?? value.1.map(CriteriaAnswer.passed) ?? .notApplicable
            }
            return ScoreListEntry(id: row.0, name: row.1, area: row.2, answers: answers)
        }
    }
}
