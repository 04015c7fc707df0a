import Postgres
package import Programme

/// The learning centres. Everybody sees them; a ward changes those of its own area, the operator all. Changes leave a line in the
/// audit. A refusal ends the transaction.
package struct CentreRepository {
    /// Centres in one list, at most: a province has about a hundred wards.
    package static let most = 2_000

    private static let refusals: [String: StoreRefusal] = [
        "centres_key_unique": .centreKeyTaken, "centres_key_shape": .centreKeyTaken, "centres_area_fkey": .areaUnknown,
        "centre_rooms_centre_fkey": .centreUnknown, "centre_staff_centre_fkey": .centreUnknown,
        "class_sessions_room_fkey": .roomInUse, "centre_rooms_seats_range": .classRange,
    ]

    let tx: TenantTransaction

    /// All centres, closed ones too, by name.
    package func list() async throws -> [StoredCentre] {
        try await tx.run(
            """
            -- CentreRepository.list
            select c.id, c.version, c.key, c.area_id, c.name, c.address, c.phone, c.opened_on, c.closed_on
            from app.centres as c
            order by c.name, c.id
            limit \(Self.most)
            """
        ).decode(StoredCentre.self)
    }

    /// One centre with its rooms.
    ///
    /// - Throws: `StoreError.notFound`.
    package func find(_ id: CentreID) async throws -> (centre: StoredCentre, rooms: [Room]) {
        let rows = try await tx.run([
            """
            -- CentreRepository.find
            select c.id, c.version, c.key, c.area_id, c.name, c.address, c.phone, c.opened_on, c.closed_on
            from app.centres as c
            where c.id = \(id)
            """,
            """
            -- CentreRepository.rooms
            select room.id, room.name, room.seats
            from app.centre_rooms as room
            where room.centre_id = \(id)
            order by room.name, room.id
            limit \(Self.most)
            """,
        ])
        guard let centre = try rows[0].decode(StoredCentre.self).first else { throw StoreError.notFound }
        let rooms = try rows[1].decode((RoomID, String, Int?).self).map { Room(id: $0.0, name: $0.1, seats: $0.2) }
        return (centre, rooms)
    }

    /// Adds a centre in the ward's own area.
    ///
    /// - Throws: `.notFound` for another area; `.refused` with `.textLength`, `.classDates`, `.centreKeyTaken`, `.areaUnknown`.
    package func insert(_ record: CentreRecord) async throws -> CentreID {
        let record = try record.kept()
        let id = CentreID.next()
        try await requireOwn(area: record.area)
        _ = try await tx.run(
            [
                """
                -- CentreRepository.insert
                insert into app.centres (id, key, area_id, name, address, phone, opened_on, closed_on)
                values (
                    \(id), \(record.key), \(record.area), \(record.name), \(record.address), \(record.phone),
                    \(record.openedOn), \(record.closedOn)
                )
                """,
                tx.auditLine(.centreInsert, subjects: [id.uuid]),
            ],
            refusing: Self.refusals
        )
        return id
    }

    /// Changes what is known of a centre; its key and area stay.
    ///
    /// - Returns: the new version.
    /// - Throws: `.notFound`, also for a centre of another ward; `.versionDiffers`; `.refused` with `.textLength`, `.classDates`.
    package func update(_ id: CentreID, version: Int, _ record: CentreRecord) async throws -> Int {
        let record = try record.kept()
        let versions = try await tx.run(
            """
            -- CentreRepository.update
            with changed as (
                update app.centres
                set name = \(record.name), address = \(record.address), phone = \(record.phone),
                    opened_on = \(record.openedOn), closed_on = \(record.closedOn), version = version + 1
                where id = \(id)
                    and version = \(version)
                returning version
            ), line as (
                insert into app.audit_entries (tenant_id, id, action, subjects)
                select \(tx.tenant), \(AuditEntryID.next()), \(AuditAction.centreUpdate), \([id])
                from changed
            )
            select changed.version from changed
            """
        ).decode(Int.self)
        if let version = versions.first { return version }
        let current = try await find(id).centre.version
        throw current == version ? StoreError.notFound : StoreError.versionDiffers(current: current)
    }

    /// Adds a room to a centre of the ward's.
    ///
    /// - Throws: `.notFound` for another ward's; `.refused` with `.textLength`, `.classRange`.
    package func addRoom(to centre: CentreID, name: String, seats: Int? = nil) async throws -> RoomID {
        let name = VietnameseText.clean(name)
        guard (1...100).contains(name.unicodeScalars.count) else { throw StoreError.refused(.textLength) }
        try await requireOwn(area: try await find(centre).centre.record.area)
        let id = RoomID.next()
        _ = try await tx.run(
            [
                """
                -- CentreRepository.addRoom
                insert into app.centre_rooms (centre_id, id, name, seats)
                values (\(centre), \(id), \(name), \(seats))
                """,
                tx.auditLine(.centreRoom, subjects: [centre.uuid, id.uuid]),
            ],
            refusing: Self.refusals
        )
        return id
    }

    /// Removes a room in which nothing was ever held.
    ///
    /// - Throws: `.notFound`, also for another ward's; `.refused(.roomInUse)`.
    package func removeRoom(_ id: RoomID) async throws {
        let rows = try await tx.run(
            """
            -- CentreRepository.removeRoom
            with removed as (
                delete from app.centre_rooms
                where id = \(id)
                returning centre_id
            ), line as (
                insert into app.audit_entries (tenant_id, id, action, subjects)
                select \(tx.tenant), \(AuditEntryID.next()), \(AuditAction.centreRoom), array[removed.centre_id, \(id)]
                from removed
            )
            select removed.centre_id from removed
            """,
            refusing: Self.refusals
        )
        guard !rows.isEmpty else { throw StoreError.notFound }
    }

    /// - Throws: `.notFound` unless it is the area of this ward, or the operator asks.
    private func requireOwn(area: AreaID) async throws {
        if case .operator = tx.context.actor { return }
        guard try await tx.tenants.own.area == area else { throw StoreError.notFound }
    }
}

extension TenantTransaction {
    /// The learning centres.
    package var centres: CentreRepository { CentreRepository(tx: self) }
}
