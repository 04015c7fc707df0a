/// What the city is called where it stands beside organisations.
enum CityWords {
    static let city = Phrase("Thành phố", "The city")
    static let viewer = Phrase("Xem số liệu tổng hợp", "Looks at the totals")
    static let totals = Phrase("Số liệu thành phố", "Totals of the city")
}
