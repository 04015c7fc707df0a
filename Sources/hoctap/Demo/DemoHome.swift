import Programme

/// A ward or commune in which people of a demo live, and what became of it: its land lies in other areas later.
struct DemoHome: Sendable {
    /// Its place among the homes, from 0.
    let number: Int
    let area: Area
    /// By the first day from which on the land lies there, the first without an end before.
    let spans: [(from: Int, area: Area)]
    /// Of a thousand of its people, those who are Jrai or Bahnar.
    let permilleOfMinorities: Int
    /// How many live there, beside other homes.
    let weight: Int

    init(_ area: Area, number: Int, seed: UInt64, spans: [(from: Int, area: Area)]) {
        var random = DemoRandom(seed: seed, .home, number)
        self.number = number
        self.area = area
        self.spans = spans
        idSpans = spans.map { ($0.from, $0.area.id) }
        let isCommune = area.kind == .commune
        permilleOfMinorities = isCommune ? random.between(250, 600) : random.between(20, 110)
        weight = isCommune ? random.between(3, 7) : random.between(8, 16)
    }

    /// The same without the area's names.
    private let idSpans: [(from: Int, id: AreaID)]

    /// The area where its land lies on a day.
    func areaID(on day: Int) -> AreaID { idSpans.last { $0.from <= day }?.id ?? area.id }

    /// Where its land lies on a day.
    func area(on day: Int) -> Area { spans.last { $0.from <= day }?.area ?? area }

    /// `Phường Yên Đỗ`, as it was called when the demo begins.
    var title: String { Self.title(of: area) }

    /// What an area was called in its time.
    static func title(of area: Area) -> String {
        area.title(on: area.validity.through ?? area.validity.from ?? .epoch)
    }

    /// Those of the first day, in the order of their keys.
    ///
    /// - Throws: `CommandFailure` where there are none.
    static func all(in history: AreaHistory, _ time: DemoTime, seed: UInt64) throws -> [DemoHome] {
        let day = DemoTime.day(time.first)
        // the areas around the city of which only a part came to it have no code
        let areas = history.areas(on: day).filter { $0.kind.level == 2 && !$0.codes.isEmpty }.sorted { $0.key < $1.key }
        guard !areas.isEmpty else { throw CommandFailure(.badData, "there are no areas; first: hoctap area load") }
        return areas.enumerated().map { number, area in
            DemoHome(area, number: number, seed: seed, spans: spans(of: area, on: day, history, until: time.last))
        }
    }

    /// Where the land of an area lies from that day on: whole in one area after another.
    private static func spans(
        of area: Area,
        on day: CalendarDay,
        _ history: AreaHistory,
        until last: Int
    ) -> [(from: Int, area: Area)] {
        var spans = [(from: Int.min, area: area)]
        for date in Set(history.successions.map(\.date)).sorted() where date > day && date.dayNumber <= last {
            guard let place = history.places(of: area.id, on: day, at: date).first, let next = history.area(place),
                next.id != spans.last?.area.id
            else { continue }
            spans.append((date.dayNumber, next))
        }
        return spans
    }
}
