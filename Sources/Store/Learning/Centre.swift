package import Postgres
package import Programme

/// A community learning centre as it is entered.
package struct CentreRecord: Hashable, Sendable {
    /// Names it in commands; never used again.
    package var key: String
    /// The ward that it is of.
    package var area: AreaID
    package var name: String
    package var address: String
    /// Digits.
    package var phone: String?
    /// Nil since before anybody recorded.
    package var openedOn: CalendarDay?
    /// The day from which on nothing is held in it.
    package var closedOn: CalendarDay?

    /// A centre of these parts.
    package init(
        key: String,
        area: AreaID,
        name: String,
        address: String = "",
        phone: String? = nil,
        openedOn: CalendarDay? = nil,
        closedOn: CalendarDay? = nil
    ) {
        self.key = key
        self.area = area
        self.name = name
        self.address = address
        self.phone = phone
        self.openedOn = openedOn
        self.closedOn = closedOn
    }

    /// Whether something can be held in it on a day.
    package func isOpen(on day: CalendarDay) -> Bool {
        openedOn.map { $0 <= day } ?? true && closedOn.map { day < $0 } ?? true
    }

    /// With its texts cleaned.
    ///
    /// - Throws: `.refused` with `.textLength`, `.classDates`.
    func kept() throws(StoreError) -> CentreRecord {
        var record = self
        record.name = VietnameseText.clean(name)
        record.address = VietnameseText.clean(address)
        guard (1...200).contains(record.name.unicodeScalars.count), record.address.unicodeScalars.count <= 200,
            phone?.utf8.count ?? 0 <= 15
        else { throw .refused(.textLength) }
        if let openedOn, let closedOn, closedOn < openedOn { throw .refused(.classDates) }
        return record
    }
}

/// A room of a centre.
package struct Room: Hashable, Sendable {
    package let id: RoomID
    package let name: String
    /// How many people it seats, if known.
    package let seats: Int?
}

/// A centre as kept.
package struct StoredCentre: Hashable, Sendable {
    package let id: CentreID
    package let version: Int
    package let record: CentreRecord
}

extension StoredCentre: PostgresRowDecodable {
    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        id = try row.next()
        version = try row.next()
        record = CentreRecord(
            key: try row.next(),
            area: try row.next(),
            name: try row.next(),
            address: try row.next(),
            phone: try row.next(),
            openedOn: try row.next(),
            closedOn: try row.next()
        )
    }
}

/// Somebody who runs a centre, as the ward keeps it.
package struct CentreStaffMember: Hashable, Sendable {
    package let id: CentreStaffID
    package let version: Int
    package let fullName: String
    /// Giám đốc, phó giám đốc, giáo viên.
    package let position: String
    package let from: CalendarDay?
    package let through: CalendarDay?
}

extension CentreStaffMember: PostgresRowDecodable {
    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        id = try row.next()
        version = try row.next()
        fullName = try row.next()
        position = try row.next()
        from = try row.next()
        through = try row.next()
    }
}
