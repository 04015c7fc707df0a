import Postgres
package import Programme

extension CentreRepository {
    /// Who runs a centre, as this ward keeps it, those who no longer do too.
    package func staff(of centre: CentreID) async throws -> [CentreStaffMember] {
        try await tx.run(
            """
            -- CentreRepository.staff
            select staff.id, staff.version, staff.full_name, staff.position, staff.from_on, staff.to_on
            from app.centre_staff as staff
            where staff.tenant_id = \(tx.tenant)
                and staff.centre_id = \(centre)
            order by staff.from_on nulls first, staff.id
            limit \(Self.most)
            """
        ).decode(CentreStaffMember.self)
    }

    /// Records who runs a centre from a day on.
    ///
    /// - Throws: `.refused` with `.textLength`, `.centreUnknown`.
    package func addStaff(
        to centre: CentreID,
        fullName: String,
        position: String,
        from day: CalendarDay?
    ) async throws -> CentreStaffID {
        let (name, position) = (VietnameseText.clean(fullName), VietnameseText.clean(position))
        guard [name, position].allSatisfy({ (1...100).contains($0.unicodeScalars.count) }) else {
            throw StoreError.refused(.textLength)
        }
        let id = CentreStaffID.next()
        _ = try await tx.run(
            [
                """
                -- CentreRepository.addStaff
                insert into app.centre_staff (tenant_id, id, centre_id, full_name, position, from_on)
                values (\(tx.tenant), \(id), \(centre), \(name), \(position), \(day))
                """,
                tx.auditLine(.centreStaff, subjects: [centre.uuid, id.uuid]),
            ],
            refusing: ["centre_staff_centre_fkey": .centreUnknown]
        )
        return id
    }

    /// Records until when somebody ran a centre.
    ///
    /// - Throws: `.notFound`; `.versionDiffers`; `.refused(.classDates)` for a day before the first.
    package func endStaff(_ id: CentreStaffID, version: Int, on day: CalendarDay) async throws {
        let rows = try await tx.run(
            [
                """
                -- CentreRepository.endStaff
                update app.centre_staff
                set to_on = \(day), version = version + 1
                where tenant_id = \(tx.tenant)
                    and id = \(id)
                    and version = \(version)
                """,
                """
                -- CentreRepository.staffVersion
                select staff.version
                from app.centre_staff as staff
                where staff.tenant_id = \(tx.tenant)
                    and staff.id = \(id)
                """,
                tx.auditLine(.centreStaff, subjects: [id.uuid]),
            ],
            refusing: ["centre_staff_to_order": .classDates]
        )
        guard rows[0].affectedRows == 0 else { return }
        guard let current = try rows[1].decode(Int.self).first else { throw StoreError.notFound }
        throw current == version ? StoreError.notFound : StoreError.versionDiffers(current: current)
    }
}
