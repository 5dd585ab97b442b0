using OrleansSms.Domain.Messages;

namespace OrleansSms.Domain.Tests.Messages;

public sealed class OriginatorTests
{
    [Theory]
    [InlineData("+44 7700 900123", "+447700900123", OriginatorKind.International)]
    [InlineData("447700900123", "+447700900123", OriginatorKind.International)]
    [InlineData("12345", "12345", OriginatorKind.ShortCode)]
    [InlineData("123", "123", OriginatorKind.ShortCode)]
    [InlineData(" Acme Shop ", "Acme Shop", OriginatorKind.Alphanumeric)]
    [InlineData("7Eleven", "7Eleven", OriginatorKind.Alphanumeric)]
    [InlineData("B&Q_x-1.", "B&Q_x-1.", OriginatorKind.Alphanumeric)]
    public void Numbers_short_codes_and_names_may_send(string text, string kept, OriginatorKind kind)
    {
        Assert.True(Originator.TryNormalize(text, out var from));
        Assert.Equal(kept, from);
        Assert.Equal(kind, Originator.KindOf(from));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("  ")]
    [InlineData("12")]
    [InlineData("A name too long")]
    [InlineData("Käse")]
    [InlineData("a!b")]
    [InlineData("+44")]
    public void Anything_else_may_not(string? text) => Assert.False(Originator.TryNormalize(text, out _));
}
