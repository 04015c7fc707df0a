package import Postgres
package import Programme

/// A centre with its rooms, to be there for all tenants.
package struct FilledCentre: Hashable, Sendable {
    /// A room.
    package struct Room: Hashable, Sendable {
        package let id: RoomID
        package let name: String
        package let seats: Int

        /// A room of these parts.
        package init(_ id: RoomID, name: String, seats: Int) {
            (self.id, self.name, self.seats) = (id, name, seats)
        }
    }

    /// What became of it.
    package struct Succession: Hashable, Sendable {
        package let to: CentreID
        package let date: CalendarDay
        package let legalBasis: String

        /// A merger into another centre.
        package init(into to: CentreID, on date: CalendarDay, legalBasis: String) {
            (self.to, self.date, self.legalBasis) = (to, date, legalBasis)
        }
    }

    package let id: CentreID
    package let record: CentreRecord
    package let rooms: [Room]
    package let succession: Succession?

    /// A centre of these parts.
    package init(_ id: CentreID, _ record: CentreRecord, rooms: [Room], succession: Succession?) {
        (self.id, self.record, self.rooms, self.succession) = (id, record, rooms, succession)
    }
}

/// Somebody who runs a centre, to be written by `TenantFill`.
package struct FilledCentreStaff: FilledRow, Sendable {
    package static let table = "centre_staff"
    package static let columns = ["tenant_id", "id", "centre_id", "full_name", "position", "from_on", "to_on"]

    private let tenant: TenantID
    private let id: CentreStaffID
    private let centre: FilledCentre
    private let name: String
    private let position: String

    /// Somebody for as long as the centre is open.
    package init(_ id: CentreStaffID, of tenant: TenantID, in centre: FilledCentre, name: String, position: String) {
        (self.id, self.tenant, self.centre, self.name, self.position) = (id, tenant, centre, name, position)
    }

    package func write(to copy: PostgresCopyWriter) async throws {
        try await copy.write(tenant, id, centre.id, name, position, centre.record.openedOn, centre.record.closedOn)
    }
}

extension AdminDatabase {
    /// Has centres be there with their rooms, all or none; those that are there already stay as they are.
    package func fillCentres(_ centres: [FilledCentre]) async throws {
        let settings: PostgresSettings = ["app.actor": "operator", "app.request_id": requestID ?? ""]
        try await pool.transaction(settings: settings) { transaction in
            for centre in centres {
                let record = centre.record
                _ = try await transaction.query(
                    """
                    -- AdminDatabase.fillCentres
                    insert into app.centres (id, key, area_id, name, address, phone, opened_on, closed_on)
                    values (
                        \(centre.id), \(record.key), \(record.area), \(record.name), \(record.address), \(record.phone),
                        \(record.openedOn), \(record.closedOn)
                    )
                    on conflict do nothing
                    """
                )
                let rooms = centre.rooms
                _ = try await transaction.query(
                    """
                    -- AdminDatabase.fillCentres: rooms
                    insert into app.centre_rooms (id, centre_id, name, seats)
                    select room.id, \(centre.id), room.name, room.seats
                    from unnest(\(rooms.map(\.id))::uuid[], \(rooms.map(\.name))::text[], \(rooms.map(\.seats))::int[])
                        as room (id, name, seats)
                    on conflict do nothing
                    """
                )
            }
            for centre in centres {
                guard let succession = centre.succession else { continue }
                _ = try await transaction.query(
                    """
                    -- AdminDatabase.fillCentres: successions
                    insert into app.centre_successions (from_id, to_id, kind, happened_on, legal_basis)
                    values (\(centre.id), \(succession.to), 'merge', \(succession.date), \(succession.legalBasis))
                    on conflict do nothing
                    """
                )
            }
        }
    }
}
