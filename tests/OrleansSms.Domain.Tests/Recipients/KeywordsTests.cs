using OrleansSms.Domain.Recipients;

namespace OrleansSms.Domain.Tests.Recipients;

public sealed class KeywordsTests
{
    [Theory]
    [InlineData("STOP")]
    [InlineData(" stop. ")]
    [InlineData("\"Stop!\"")]
    [InlineData("stop\r\n")]
    [InlineData("Stop  All")]
    [InlineData("UNSUBSCRIBE")]
    [InlineData("ARRÊT")]
    [InlineData("Arre\u0302t")]
    [InlineData("opt-out")]
    [InlineData("S\u200Btop")]
    public void A_whole_text_that_says_stop_is_an_opt_out(string text) => Assert.Equal(Keywords.Stop, Keywords.Find(text));

    [Theory]
    [InlineData("Start")]
    [InlineData("YES!")]
    [InlineData("unstop")]
    public void A_whole_text_that_says_start_is_an_opt_in(string text) => Assert.Equal(Keywords.Start, Keywords.Find(text));

    [Theory]
    [InlineData("")]
    [InlineData("...")]
    [InlineData("please stop")]
    [InlineData("stop it")]
    [InlineData("nonstop")]
    [InlineData("stop 1")]
    [InlineData("stop                                            ")]
    public void Anything_else_is_a_text(string text) => Assert.Null(Keywords.Find(text));
}
