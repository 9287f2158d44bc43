"""What plainly is somebody's name, where the same two capitals may head a group: `Zorgpad Heup`, `Stroke Service`."""

from __future__ import annotations

import re

from bot.core.people.name_words import is_particle, is_title, words
from bot.core.people.names import folded

_GIVEN = words(
    " aad aart abdel abdul abdullah ad adam adriaan agnes ahmed aisha albert alex alexander alexandra ali alice"
    " alida amber amina amy an ana anand andre andrea andreas angela angelique anita anja anke ann anna anne"
    " anneke annelies annemarie annemiek annemieke annet annette annie anouk ans antoine anton antonio antoon ard"
    " arend ari arie arjan arjen arno arnold arthur astrid atilla auke aukje ayla ayse bart bas bastiaan ben"
    " bernadette bernard bert betty bianca birgit bjorn bo bob bouchra bram brenda brigitte britt bruno can carel"
    " carin carina carla carlijn carlo carmen carola carolien caroline cas casper cecile cees celine cem chantal"
    " charles charlotte cheng chris christa christel christiaan christian christine christoph cindy claire clara"
    " claudia co coen colette conny cor corinne cornelis corrie crista daan dagmar daisy daniel danielle daphne"
    " dave david debby debora deniz dennis desiree diana dick diederik dineke dirk dominique don dorien dorine"
    " doris duco ed eddy edith edwin eefje eelco eelke egbert ekin elif eline elisa elisabeth elise elke ella"
    " ellen els elsbeth elske emiel emile emilie emily emine emma emre engelbert eric erica erik erika erna ernst"
    " erwin esmee esra esther eva evelien eveline evert ewout fabian fadi famke fanny farah farid fatih fatima"
    " fatma femke fenna fenne ferry fien fiona fleur floor flora floris fons francis franciska francois frank"
    " frans fred frederik frederique freek frits froukje gaby geert geerte geertje geke george gerard gerben gerda"
    " gerdien gerlof germaine gerrie gerrit gert gertjan gertrude giel gijs gina gitta govert greet greetje guido"
    " guus gwen hakan hamza han hanna hannah hanneke hannie hans harm harma harold harrie harry hassan hedwig"
    " heidi hein heleen helen helena helene helma hendrik hendrika henk hennie henny henri henriette herbert"
    " herman hester hidde hilda hilde hind hubert hugo huib huibert hussein ibrahim ida ids ignace ij ike ikram"
    " ilona ilse ina inez inge ingeborg ingrid irene iris irma isabel isabelle ismail ivo ivonne jaap jac jacco"
    " jack jaco jacob jacoba jacqueline jacques jake jamal jan jana jane janet janine janna janneke jannie jantine"
    " jantje jasmijn jasper jean jeanette jeannette jeannine jelena jelle jelmer jennifer jenny jeroen jessica jet"
    " jetske jette jill jim jip jitske jo joan joanna joanne jochem joep joeri johan johanna johannes john johnny"
    " jolanda jolande jolanthe jolien jonas jonathan joop joost jordi jordy jorien joris jorrit jos jose josee"
    " josef joseph josephine joshua joska joyce juan judith julia julian julie juliette jurgen jurjen jurre"
    " jurriaan justin juul kadir karel karen karim karin karina karlijn karst kaspar kate katja katrien kees"
    " keimpe kelly kemal kenneth kevin khadija khalid kim kirsten klaas klara koen koert koos kris krista kristel"
    " kristien laetitia lambert lars laura laurens laurie lea leen leendert lena lennart leo leon leonie leonoor"
    " leontien letty leyla lia lian lianne lidia lidwien lidy lieke lies liesbeth lieve lilian lily lin linda lisa"
    " lisanne lisette liv lizette lodewijk loes lonneke loretta lot lotte lou louis louise luc lucas lucia lucie"
    " ludo luna luuk lydia lynn maaike maarten maartje machteld madelon mahmoud maike manon manuel mara marc"
    " marcel marco mare marga margaret margit margot margreet margriet maria mariam marian marianne marie mariea"
    " marieke marielle marijke marijn marika marina marinus mario marion marisa mariska marit marja marjan marjo"
    " marjolein marjolijn marjon marjorie mark marleen marlies marlijn marloes marlou marnix mart marten martha"
    " martien martijn martin martina martine mary maryam mathieu mathilde mats matthijs maud maureen maurice"
    " maurits max mees mehmet meike meine melanie melissa menno merel merijn merlijn meryem mia michael michel"
    " michelle michiel mick mieke mien mies miguel mike mila milan milou minke miranda miriam mirjam mirte mo"
    " mohamed mohammad mohammed moniek monika monique mourad mustafa myrna myrthe nadia nadine nadir naima najat"
    " naomi natalie natasja nathalie nel nelleke nico nicolaas nicole nicolette niek niels nienke nina noa noah"
    " noel noor noortje nora norbert nynke olaf olga olivier omar onno oscar otto ouafa pascal pascale patricia"
    " patrick paul paula paulien pauline pedro peggy peter petra philip philippe pia pien piet pieter pim pleun"
    " priya puk quint quinten quirijn rachel rachid raf ralph ramon raoul raymond rebecca reinder reinier reinoud"
    " rembrandt remco renate rene renee renske reza ria rianne ricardo richard rick riek rien riet rik rika rita"
    " rob robbert robert roberto robin roel roeland roelie roelof rogier roland romy ron ronald roos rosa rosalie"
    " rosanne rose rosemarie roxanne roy ruben rudi rudolf rudy rutger ruth ruud saar sabine said salim sam"
    " samantha samir samira samuel sander sandra sanne sara sarah saskia seb sebastiaan selma sem serge sevda"
    " sheila siem sien sietse sietske sigrid silke silvia simon simone sjaak sjoerd sjon sofie sonja sophia sophie"
    " stan stef stefan stefanie stella sten stephan stephanie steven stijn suzan suzanne suzette sven sybren"
    " sylvia sylvie tamara tanja tara teun teunis thea theo theodoor thera therese thijmen thijs thom thomas"
    " tiemen ties tim timo tineke titia tjalling tjeerd tobias tom tomas ton tonnie tonny toon toos trees trix"
    " truus twan udo ursula valerie vanessa vera veronique victor victoria vincent viola vivian walter wander ward"
    " wendy werner wessel wiebe wieger wieke wies wietske wijnand wil wilco wilfred wilhelm wilhelmina wilke"
    " willem willemien willemijn willy wilma wim wineke winnie wino wouter yara yasmin yasmina yasmine yavuz ying"
    " youri youssef yu yusuf yvette yvonne zeynep zoe"
)
_LETTER = re.compile(r"[A-IVX]\.")  # `D. Zorgpad Heup`, `V. Spoedplein`, or somebody
_FIRST = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]\.")


def is_plainly_a_name(text: str) -> bool:
    """Whether a line that looks like a name has a title, initials, a tussenvoegsel, a comma or a known first name."""
    tokens = text.split()
    if not tokens or "," in text or any(is_title(t) for t in tokens[:-1]):
        return True
    if (_FIRST.match(tokens[0]) and not _LETTER.fullmatch(tokens[0])) or (
        not is_particle(tokens[0]) and any(is_particle(t) and t.islower() for t in tokens[1:-1])
    ):
        return True
    return any(part in _GIVEN for part in folded(text).split())
