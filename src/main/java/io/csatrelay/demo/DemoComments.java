package io.csatrelay.demo;

import java.util.List;

/** What the demo's customers write: several languages, emoji beyond the basic plane, quotes, newlines, what could be mistaken for markup. */
final class DemoComments {

    static final List<String> GOOD = List.of(
            "Great service, thank you!",
            "Solved in five minutes 🎉",
            "Amir was patient and \"got it\" at once.",
            "Quick & friendly. Would ask again.",
            "First line: problem gone.\nSecond line: thanks a lot!",
            "Sehr freundlich und schnell – vielen Dank für die Hilfe!",
            "Endlich jemand, der zuhört. 👍🏽",
            "Merci beaucoup, réponse claire et rapide.",
            "L'agente a tout réglé « en un clin d'œil ».",
            "¡Muchísimas gracias! El mejor soporte que he tenido 😊",
            "Obrigado pela atenção e pela paciência.",
            "Ottimo servizio, problema risolto.",
            "Dziękuję, świetna obsługa!",
            "Спасибо, всё быстро решили",
            "とても丁寧に対応していただきました。ありがとうございます🙇‍♀️",
            "客服很耐心,问题解决了。",
            "شكراً جزيلاً على المساعدة السريعة",
            "תודה רבה על העזרה",
            "Teşekkürler, çok hızlıydı",
            "👨‍👩‍👧‍👦 all of us say thanks",
            "5/5 <3");

    static final List<String> BAD = List.of(
            "Waited three days for an answer that did not help.",
            "The bot sent me in circles 😡 and then closed the chat",
            "I said \"refund\", you said \"voucher\". Not the same.",
            "Still broken.\n\nI have explained this twice now:\n\t1. it starts\n\t2. it stops",
            "Keine Lösung, nur Textbausteine.",
            "Drei Mal weiterverbunden, drei Mal alles von vorne erzählt …",
            "Personne ne m'a rappelé malgré la promesse.",
            "No resolvieron nada; tuve que llamar otra vez.",
            "Demorou demais 😞",
            "Nessuna risposta per una settimana.",
            "Проблема не решена",
            "返信が遅すぎます。",
            "回复太慢了,很失望 💔",
            "الرد متأخر جداً",
            "Path C:\\temp\\log.txt was asked for, sent, and never read",
            "<b>Not</b> what was agreed; 100% disappointed");

    private DemoComments() {
    }
}
