/// The fields of one row, each at its place: made once and filled again for each row of an upload.
package struct MemberCells: Sendable {
    private static let places = MemberField.allCases.count

    private var cells = [MemberCell?](repeating: nil, count: places)
    /// Fields in which something stands.
    package private(set) var count = 0

    /// No field.
    package init() {}

    /// The field; nil where nothing stands.
    package subscript(field: MemberField) -> MemberCell? {
        get { cells[field.place] }
        set {
            let place = field.place
            count += (newValue == nil ? 0 : 1) - (cells[place] == nil ? 0 : 1)
            cells[place] = newValue
        }
    }

    /// Makes every field empty.
    package mutating func removeAll() {
        for place in cells.indices { cells[place] = nil }
        count = 0
    }
}
